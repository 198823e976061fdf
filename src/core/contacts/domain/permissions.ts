/** The permissions that this part asks for; roles hold them in identity. */
export const READ_CONTACTS = 'contacts.contacts.read'
export const WRITE_CONTACTS = 'contacts.contacts.write'
