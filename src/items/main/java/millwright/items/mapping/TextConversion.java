package millwright.items.mapping;

/** Makes a value of one type of the characters of a field, without a text in between where it can. Thread-safe. */
public interface TextConversion {

    /** @throws UnfitTextException saying what was expected */
    Object of(char[] text, int from, int length) throws UnfitTextException;
}
