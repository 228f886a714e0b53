package millwright.items.csv;

/** The offsets of the lines that are read from the file but not yet given as records: a ring that grows when full. */
final class LineStarts {

    private long[] offsets = new long[256];
    private long first;
    private long last;

    LineStarts(long line, long offset) {
        first = line;
        last = line;
        offsets[slot(line)] = offset;
    }

    void add(long offset) {
        if (last - first + 1 == offsets.length) {
            grow();
        }
        last++;
        offsets[slot(last)] = offset;
    }

    void moveLast(long offset) {
        offsets[slot(last)] = offset;
    }

    long last() {
        return last;
    }

    /** Where {@code line} begins; the lines before it are forgotten. */
    long of(long line) {
        if (line < first || line > last) {
            throw new IllegalArgumentException("line " + line + " is not among " + first + " to " + last);
        }
        first = line;
        return offsets[slot(line)];
    }

    private int slot(long line) {
        return (int) (line & (offsets.length - 1));
    }

    private void grow() {
        long[] old = offsets;
        offsets = new long[old.length * 2];
        for (long line = first; line <= last; line++) {
            offsets[slot(line)] = old[(int) (line & (old.length - 1))];
        }
    }
}
