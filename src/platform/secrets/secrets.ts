/**
 * Envelope encryption: each value under its own data key, each data key under the installation's master key (AES-256-GCM).
 * The master key comes from PITCREW_MASTER_KEY(_FILE) or is made once as `<data folder>/master.key` (mode 0600).
 */

export interface Secrets {
  /** Self-describing sealed bytes (version, key id, wrapped data key, nonce, tag). `context` is bound as additional data. */
  seal(plain: Uint8Array, context: string): Uint8Array
  /** Throws a Fault when the key is missing, the context differs or the bytes were changed. */
  open(sealed: Uint8Array, context: string): Uint8Array
  /** HMAC-SHA-256 under a key derived from the master key for `purpose`; for signed links and look-up hashes. */
  sign(purpose: string, message: Uint8Array): Uint8Array
}
