/** How much a request may hold. */

const MIB = 1024 * 1024

/** As it comes, packed or not. The collector sends some 3 MB for the 8,192 spans of its largest usual batch. */
export const BODY_BYTES_MAX = 8 * MIB
/** Unpacked: four times what any exporter fills. Decoding takes memory of about ten times as much for a moment. */
export const UNPACKED_BYTES_MAX = 16 * MIB
/**
 * Characters of what is said once in a request and stands with each of its items once they are kept: 4,096 with each of the 8,192
 * items of the collector's largest usual batch. Without it one long resource above 20,000 items would be gigabytes.
 */
export const REPEATED_LENGTH_MAX = 32 * MIB
