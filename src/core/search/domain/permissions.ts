/** Permissions of search. What is found follows from the permissions of each kind of record. */
export const SEARCH = 'search.read'
