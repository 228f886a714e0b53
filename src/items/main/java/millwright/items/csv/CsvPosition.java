package millwright.items.csv;

import java.io.Serializable;

/**
 * Where a record begins: what a checkpoint keeps.
 *
 * @param line its line, from 1; 0 before the first record
 * @param offset its first byte, from 0
 * @param size the size of the file in bytes, to notice that it is no longer the same file
 */
public record CsvPosition(long line, long offset, long size) implements Serializable {}
