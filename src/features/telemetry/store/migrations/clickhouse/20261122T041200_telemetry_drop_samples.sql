-- What it held is in `sample`.

drop table if exists {columns of samples};
