/** Which functions there are, with the types of what they take and give. */
import type { ValueType } from './syntax.ts'

export interface Signature {
  readonly args: readonly ValueType[]
  /** Arguments at the end that may be left out; the last type may repeat when it is Infinity. */
  readonly optional: number
  readonly returns: ValueType
}

const signature = (returns: ValueType, args: readonly ValueType[], optional = 0): Signature => ({ returns, args, optional })
const all = (names: string, of: Signature): [string, Signature][] =>
  names
    .trim()
    .split(/\s+/)
    .map((name) => [name, of])

/** Functions of a range of samples. */
export const RANGE_FUNCTIONS = `
  rate increase delta irate idelta deriv changes resets
  avg_over_time min_over_time max_over_time sum_over_time count_over_time stddev_over_time stdvar_over_time mad_over_time
  last_over_time first_over_time present_over_time absent_over_time
  ts_of_min_over_time ts_of_max_over_time ts_of_first_over_time ts_of_last_over_time`
/** Functions of one number. */
export const MATH_FUNCTIONS = `
  abs ceil floor exp ln log2 log10 sqrt sgn deg rad
  sin cos tan asin acos atan sinh cosh tanh asinh acosh atanh`
/** Functions of a time in seconds; that of evaluation unless given. */
export const DATE_FUNCTIONS = 'minute hour day_of_week day_of_month day_of_year days_in_month month year'

/** By name. */
export const FUNCTIONS: ReadonlyMap<string, Signature> = new Map([
  ...all(RANGE_FUNCTIONS, signature('vector', ['matrix'])),
  ...all(MATH_FUNCTIONS, signature('vector', ['vector'])),
  ...all(DATE_FUNCTIONS, signature('vector', ['vector'], 1)),
  ...all('absent sort sort_desc timestamp', signature('vector', ['vector'])),
  ...all('time pi', signature('scalar', [])),
  ...all('predict_linear', signature('vector', ['matrix', 'scalar'])),
  ...all('quantile_over_time', signature('vector', ['scalar', 'matrix'])),
  ...all('double_exponential_smoothing', signature('vector', ['matrix', 'scalar', 'scalar'])),
  ...all('clamp', signature('vector', ['vector', 'scalar', 'scalar'])),
  ...all('clamp_min clamp_max', signature('vector', ['vector', 'scalar'])),
  ...all('round', signature('vector', ['vector', 'scalar'], 1)),
  ...all('histogram_quantile', signature('vector', ['scalar', 'vector'])),
  ...all('scalar', signature('scalar', ['vector'])),
  ...all('vector', signature('vector', ['scalar'])),
  ...all('label_replace', signature('vector', ['vector', 'string', 'string', 'string', 'string'])),
  ...all('label_join', signature('vector', ['vector', 'string', 'string', 'string'], Infinity)),
  ...all('sort_by_label sort_by_label_desc', signature('vector', ['vector', 'string'], Infinity)),
])

const NATIVE = 'it is for native histograms, which are not kept'
const EXPERIMENT = 'it is an experiment of Prometheus'

/** By name the reason for which a function that Prometheus has is not here. */
export const UNSUPPORTED_FUNCTIONS: ReadonlyMap<string, string> = new Map([
  ...`histogram_avg histogram_count histogram_fraction histogram_quantiles histogram_stddev histogram_stdvar histogram_sum`
    .split(' ')
    .map((name): [string, string] => [name, NATIVE]),
  ...'info start end step range start_timestamp'.split(' ').map((name): [string, string] => [name, EXPERIMENT]),
])
