/**
 * Ready-made readers, writers and batchlets for job XML, each a CDI bean by name: no Java is needed to use them.
 *
 * <p>Promises, kept by every package below:
 *
 * <ul>
 *   <li>I1 A property that is unknown, missing or unfit is refused before the first item, by its name, its value, what
 *       was expected and the nearest name there is.
 *   <li>I2 A step killed anywhere and restarted leaves exactly what an uninterrupted one leaves.
 *   <li>I3 A restart goes on from its place: it neither parses nor queries again what lies before it.
 *   <li>I4 An item that is wrong is refused by position, field, value and what was expected, and can be skipped.
 *   <li>I5 A half-written file does not bear its final name.
 *   <li>I6 Readers tell the part already read where they can know the whole.
 * </ul>
 *
 * <p>They read and write whatever the server may: who can submit job XML, or jobs that pass a file's name on as a
 * parameter, can reach those files. Programs are run only where the operator's configuration names them.
 */
package millwright.items;
