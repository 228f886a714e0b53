package millwright.items.jdbc;

import java.io.Serializable;
import java.util.ArrayList;

/**
 * The row last read: what a checkpoint keeps.
 *
 * @param key the texts of its key's values, by which the database finds the next; null before the first row
 * @param rows how many rows were read
 */
@SuppressWarnings("NonApiType") // what is serialized is a class, not a promise
public record KeyPosition(ArrayList<String> key, long rows) implements Serializable {}
