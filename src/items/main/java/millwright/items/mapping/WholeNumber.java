package millwright.items.mapping;

/** Reads whole numbers from characters: half of what a file of rows holds. */
final class WholeNumber {

    private static final int SAFE_DIGITS = 18;

    private WholeNumber() {}

    /** @throws NumberFormatException for anything but ASCII digits behind at most one sign, and out of the range */
    static long parse(char[] text, int from, int length, long least, long most) {
        char first = text[from];
        boolean negative = first == '-';
        int digit = negative || first == '+' ? from + 1 : from;
        int end = from + length;
        long number;
        if (end - digit > SAFE_DIGITS) {
            number = Long.parseLong(new String(text, from, length));
        } else {
            if (digit == end) {
                throw new NumberFormatException();
            }
            number = 0;
            for (; digit < end; digit++) {
                int value = text[digit] - '0';
                if (value < 0 || value > 9) {
                    throw new NumberFormatException();
                }
                number = number * 10 + value;
            }
            number = negative ? -number : number;
        }
        if (number < least || number > most) {
            throw new NumberFormatException();
        }
        return number;
    }
}
