/** How much a request may hold. */

const MIB = 1024 * 1024

/** As it comes, packed or not. The collector sends some 3 MB for the 8,192 spans of its largest usual batch. */
export const BODY_BYTES_MAX = 8 * MIB
/** Unpacked: four times what any exporter fills. Decoding takes memory of about ten times as much for a moment. */
export const UNPACKED_BYTES_MAX = 16 * MIB
