/** Files that are read from any place in them, and files that grow by whole chunks (I2, I3, I5). */
package millwright.items.file;
