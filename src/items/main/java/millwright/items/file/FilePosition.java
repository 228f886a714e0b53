package millwright.items.file;

import java.io.Serializable;

/**
 * How long an output file is: what a checkpoint keeps.
 *
 * @param bytes on the disk
 */
public record FilePosition(long bytes) implements Serializable {}
