/**
 * Holds the README against the code: package arrows, job states, configuration keys. On a difference the expected
 * block is printed, to be copied over the old one.
 */
package millwright.readme;
