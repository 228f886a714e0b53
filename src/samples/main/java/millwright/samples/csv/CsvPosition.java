package millwright.samples.csv;

import java.io.Serializable;

/**
 * Where a record begins: what a checkpoint keeps.
 *
 * @param line its line, from 1
 * @param offset its first byte, from 0
 * @param size the size of the file in bytes, to notice that it is no longer the same file
 */
public record CsvPosition(long line, long offset, long size) implements Serializable {}
