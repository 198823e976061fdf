/** The shape of what is coming. Shown only after a moment, so that a fast answer never flashes. */
import { i18n } from '@lingui/core'
import styles from './skeleton.module.css'

export function Skeleton({ width = '100%', height = 12 }: { readonly width?: number | string; readonly height?: number }) {
  return <span className={styles['bone']} style={{ inlineSize: width, blockSize: height }} aria-hidden="true" />
}

const WIDTHS = ['62%', '48%', '71%', '39%', '55%', '66%', '44%', '58%']

export function SkeletonRows({ rows = 6 }: { readonly rows?: number }) {
  return (
    <div className={styles['rows']} role="status" aria-label={i18n.t('Loading')}>
      {Array.from({ length: rows }, (_, row) => (
        <div key={row} className={styles['row']}>
          <Skeleton width={WIDTHS[row % WIDTHS.length] ?? '50%'} />
          <Skeleton width={64} />
        </div>
      ))}
    </div>
  )
}
