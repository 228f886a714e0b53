package millwright.retry;

/**
 * What follows an error of one code, whatever its category.
 *
 * @param retry whether the job is tried again, as far as its policy allows
 * @param timeoutFactor by how much longer the next attempt may take, from 1 to 100
 */
public record CodeRule(boolean retry, double timeoutFactor) {

    public static final CodeRule FAIL = new CodeRule(false, 1);
    public static final CodeRule RETRY = new CodeRule(true, 1);

    /** @throws IllegalArgumentException when the factor is out of its range */
    public CodeRule {
        if (!(timeoutFactor >= 1 && timeoutFactor <= 100)) {
            throw new IllegalArgumentException("the factor is " + timeoutFactor + ", expected a number from 1 to 100");
        }
    }

    /** Tries again and gives the next attempt {@code timeoutFactor} times as long. */
    public static CodeRule retryLonger(double timeoutFactor) {
        return new CodeRule(true, timeoutFactor);
    }

    /** Reads {@code retry}, {@code retry*2} or {@code fail}. */
    static CodeRule parse(String text) {
        if (text.equalsIgnoreCase("fail")) {
            return FAIL;
        }
        if (text.equalsIgnoreCase("retry")) {
            return RETRY;
        }
        try {
            if (text.regionMatches(true, 0, "retry*", 0, 6)) {
                return retryLonger(Double.parseDouble(text.substring(6)));
            }
        } catch (NumberFormatException e) {
            // said below, the same as any other word
        }
        throw new IllegalArgumentException(
                "'" + text + "', expected retry, fail, or a longer time-out such as retry*2");
    }
}
