-- Columns that are the same over thousands of rows, and values, pack better: 0.15 bytes a sample less. New parts only.

alter table {columns of sample} modify column keep codec(ZSTD(1)), modify column env codec(ZSTD(1)), modify column v codec(Delta(8), ZSTD(3));
