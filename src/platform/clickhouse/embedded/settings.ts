/** Settings of the embedded engine: what its configuration file says, and what every connection starts with. */
import os from 'node:os'

const MEBIBYTE = 1024 * 1024

/** A quarter of the memory this process may use, at least 512 MiB so that merges run, at most 2 GiB so that others do too. */
export function memoryCapBytes(availableBytes: number = availableMemoryBytes()): number {
  return Math.round(Math.min(2048 * MEBIBYTE, Math.max(512 * MEBIBYTE, availableBytes / 4)))
}

/** What the machine has, or the container's limit where that is lower. */
function availableMemoryBytes(): number {
  const limit = process.constrainedMemory()
  return limit > 0 ? Math.min(limit, os.totalmem()) : os.totalmem()
}

/**
 * The engine's own configuration file. Backups may only go below `backupFolder`.
 * - fsync_*: without them a power cut loses acknowledged inserts; measured at about 5 ms an insert.
 * - max_suspicious_broken_parts*: after a power cut the engine serves every whole part instead of refusing to start.
 * - min_free_disk_bytes_to_perform_insert: on a full disk even dropping a partition fails, so inserts stop before.
 */
export function configXml(backupFolder: string, memoryBytes: number): string {
  const path = backupFolder.replaceAll('&', '&amp;').replaceAll('<', '&lt;')
  return `<clickhouse>
  <max_server_memory_usage>${memoryBytes}</max_server_memory_usage>
  <mark_cache_size>${64 * MEBIBYTE}</mark_cache_size>
  <index_mark_cache_size>${16 * MEBIBYTE}</index_mark_cache_size>
  <background_pool_size>2</background_pool_size>
  <background_common_pool_size>2</background_common_pool_size>
  <background_move_pool_size>1</background_move_pool_size>
  <background_fetches_pool_size>1</background_fetches_pool_size>
  <background_schedule_pool_size>8</background_schedule_pool_size>
  <max_thread_pool_free_size>4</max_thread_pool_free_size>
  <max_io_thread_pool_size>8</max_io_thread_pool_size>
  <max_io_thread_pool_free_size>2</max_io_thread_pool_free_size>
  <backups><allowed_path>${path}</allowed_path></backups>
  <merge_tree>
    <fsync_after_insert>1</fsync_after_insert>
    <fsync_part_directory>1</fsync_part_directory>
    <min_rows_to_fsync_after_merge>1</min_rows_to_fsync_after_merge>
    <max_suspicious_broken_parts>1000000</max_suspicious_broken_parts>
    <max_suspicious_broken_parts_bytes>1000000000000</max_suspicious_broken_parts_bytes>
    <min_free_disk_bytes_to_perform_insert>${512 * MEBIBYTE}</min_free_disk_bytes_to_perform_insert>
  </merge_tree>
</clickhouse>
`
}

/** Largest answer: what a page or a report can show; the engine ends a query that gives more with code 396. */
export const ANSWER_BYTES_MAX = 64 * MEBIBYTE

/** What a connection starts with and returns to after a request that set something else. */
export function connectionSettings(memoryBytes: number): Readonly<Record<string, string>> {
  return {
    // JavaScript numbers are exact up to 2^53 only.
    output_format_json_quote_64bit_integers: '1',
    // Requests say these two anyway; as starting values they cost nothing.
    max_execution_time: '10',
    distributed_foreground_insert: '1',
    max_result_bytes: String(ANSWER_BYTES_MAX),
    result_overflow_mode: 'throw',
    // One query leaves room for inserts and merges, and spills to disk before it fails.
    max_memory_usage: String(Math.round(memoryBytes * 0.6)),
    max_bytes_before_external_group_by: String(Math.round(memoryBytes * 0.25)),
    max_bytes_before_external_sort: String(Math.round(memoryBytes * 0.25)),
    max_threads: String(Math.min(4, os.availableParallelism())),
  }
}
