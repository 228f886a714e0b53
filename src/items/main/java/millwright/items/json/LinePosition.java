package millwright.items.json;

import java.io.Serializable;

/**
 * Where a line ends: what a checkpoint keeps.
 *
 * @param line its number, from 1; 0 before the first
 * @param offset the byte behind it, from 0, in the unpacked content
 * @param size the size of the file in bytes, to notice that it is no longer the same file
 */
public record LinePosition(long line, long offset, long size) implements Serializable {}
