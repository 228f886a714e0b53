/**
 * The data folder: who holds it, and the files of the server that the jar carries nested and that are unpacked there.
 *
 * <p>D1 One process at a time holds a data folder. D2 A file that was unpacked halfway is never used.
 */
package millwright.server.data;
