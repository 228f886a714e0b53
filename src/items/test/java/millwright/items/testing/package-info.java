/** What the tests of the items share. */
package millwright.items.testing;
