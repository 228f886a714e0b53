package millwright.job;

import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import jakarta.json.JsonValue.ValueType;
import java.math.BigDecimal;
import java.util.List;

/** The values of a rule's keywords are what they have to be: looked at when the rule is read, not at the first submit. */
final class RuleKeywords {

    private static final List<String> TEXTS = List.of("title", "description", "format", "pattern");
    private static final List<String> NUMBERS = List.of("minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum");
    private static final List<String> LENGTHS = List.of("minLength", "maxLength");

    private RuleKeywords() {}

    /** @throws IllegalArgumentException naming the parameter, the keyword and its value */
    static void check(String parameter, JsonObject rule) {
        for (String keyword : TEXTS) {
            expect(parameter, rule, keyword, "a text", isOf(rule, keyword, ValueType.STRING));
        }
        for (String keyword : NUMBERS) {
            expect(parameter, rule, keyword, "a number", isOf(rule, keyword, ValueType.NUMBER));
        }
        for (String keyword : LENGTHS) {
            expect(parameter, rule, keyword, "a whole number from 0", isLength(rule.get(keyword)));
        }
        boolean some = isOf(rule, "enum", ValueType.ARRAY)
                && (!rule.containsKey("enum") || !rule.getJsonArray("enum").isEmpty());
        expect(parameter, rule, "enum", "a list of at least one value", some);
        boolean flag = isOf(rule, "writeOnly", ValueType.TRUE) || isOf(rule, "writeOnly", ValueType.FALSE);
        expect(parameter, rule, "writeOnly", "true or false", flag);
        ordered(parameter, rule, "minimum", "maximum");
        ordered(parameter, rule, "minLength", "maxLength");
    }

    private static boolean isOf(JsonObject rule, String keyword, ValueType type) {
        return !rule.containsKey(keyword) || rule.get(keyword).getValueType() == type;
    }

    private static boolean isLength(JsonValue value) {
        return value == null
                || (value instanceof JsonNumber number
                        && number.isIntegral()
                        && number.bigDecimalValue().signum() >= 0
                        && number.bigDecimalValue().compareTo(BigDecimal.valueOf(Integer.MAX_VALUE)) <= 0);
    }

    private static void expect(String parameter, JsonObject rule, String keyword, String expected, boolean fits) {
        if (!fits) {
            throw new IllegalArgumentException("parameter '" + parameter + "': " + keyword + " is "
                    + ValueRule.shown(rule.get(keyword)) + ", expected " + expected);
        }
    }

    private static void ordered(String parameter, JsonObject rule, String least, String most) {
        if (rule.containsKey(least)
                && rule.containsKey(most)
                && rule.getJsonNumber(least)
                                .bigDecimalValue()
                                .compareTo(rule.getJsonNumber(most).bigDecimalValue())
                        > 0) {
            throw new IllegalArgumentException(
                    "parameter '" + parameter + "': " + least + " is above " + most + ", so that no value fits");
        }
    }
}
