/**
 * Reads a CSV file of any size, record by record, from any place in it.
 *
 * <p>Promises:
 *
 * <ul>
 *   <li>C1 Every record knows the line it begins on, as an editor counts: from 1, the header included, each CRLF, CR or
 *       LF one line end, inside quotes too.
 *   <li>C2 Reading goes on from a {@link millwright.samples.csv.CsvPosition} without reading what lies before it, and
 *       refuses a file whose size has changed since.
 *   <li>C3 Memory does not grow with the file, nor with anything in it.
 *   <li>C4 Nothing is lost in silence: a record that cannot be read is refused by line and reason, and a quote out of
 *       place that breaks the format costs its own line, not the records behind it. (Two of them may make one
 *       well-formed record of several: that no reader can tell.)
 * </ul>
 *
 * <p>The format is RFC 4180 in UTF-8, with or without a byte order mark; blank lines are passed over, and a line end
 * inside quotes is given as LF. It deliberately does not look at what the fields mean, and knows no other separator,
 * quote or character set.
 */
package millwright.samples.csv;
