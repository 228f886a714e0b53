/** JSON Lines files, read and written (I2 to I5). */
package millwright.items.json;
