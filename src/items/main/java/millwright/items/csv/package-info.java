/**
 * CSV files, read and written.
 *
 * <p>Promises:
 *
 * <ul>
 *   <li>C1 Every record knows the line it begins on, as an editor counts: from 1, the header included, each CRLF, CR or
 *       LF one line end, inside quotes too.
 *   <li>C2 Reading goes on from a {@link millwright.items.csv.CsvPosition} without parsing what lies before it, and
 *       refuses a file whose size has changed since.
 *   <li>C3 Memory does not grow with the file, nor with anything in it.
 *   <li>C4 Nothing is lost in silence: a record that cannot be read is refused by line and reason, and a quote out of
 *       place that breaks the format costs its own line, not the records behind it. (Two of them may make one
 *       well-formed record of several: that no reader can tell.)
 * </ul>
 *
 * <p>A line end inside quotes is given as LF.
 */
package millwright.items.csv;
