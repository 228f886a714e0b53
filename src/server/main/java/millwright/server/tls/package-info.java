/**
 * Makes of the files that certificate authorities hand out the one that Java reads.
 *
 * <p>Promise: what does not fit is said before anything is started, with the file and what to do about it.
 */
package millwright.server.tls;
