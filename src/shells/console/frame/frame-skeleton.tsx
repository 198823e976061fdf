/** The frame before it is known who is there. */
import { SkeletonRows } from '#design/skeleton/skeleton.tsx'
import styles from './frame.module.css'

export function FrameSkeleton() {
  return (
    <div className={styles['frame']}>
      <div className={styles['rail']} />
      <main className={styles['main']}>
        <div className={styles['waiting']}>
          <SkeletonRows rows={5} />
        </div>
      </main>
    </div>
  )
}
