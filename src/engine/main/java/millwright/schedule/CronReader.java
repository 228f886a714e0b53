package millwright.schedule;

import com.cronutils.model.Cron;
import com.cronutils.model.CronType;
import com.cronutils.model.definition.CronDefinitionBuilder;
import com.cronutils.model.field.CronFieldName;
import com.cronutils.parser.CronParser;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import millwright.config.NearestName;

/** Reads cron expressions by cron-utils, one field at a time, so that whoever wrote a bad one learns which field it is. */
final class CronReader {

    private static final int LONGEST = 200;

    private static final CronParser PARSER = new CronParser(CronDefinitionBuilder.instanceDefinitionFor(CronType.UNIX));

    private static final Map<String, String> NICKNAMES = new TreeMap<>(Map.of(
            "@yearly", "0 0 1 1 *",
            "@annually", "0 0 1 1 *",
            "@monthly", "0 0 1 * *",
            "@weekly", "0 0 * * 0",
            "@daily", "0 0 * * *",
            "@midnight", "0 0 * * *",
            "@hourly", "0 * * * *"));

    private static final String EXPECTED =
            "expected five fields (minute, hour, day of month, month, day of week) such as '30 2 * * MON-FRI', or one of "
                    + String.join(", ", NICKNAMES.keySet());

    private CronReader() {}

    /** @throws RuleException saying all that is wrong with {@code text} */
    static CronExpression read(String text) {
        Map<CronField, String> fields = fields(text);
        Map<CronField, BitSet> values = new EnumMap<>(CronField.class);
        List<String> faults = new ArrayList<>();
        fields.forEach((field, given) -> values(field, given)
                .ifPresentOrElse(found -> values.put(field, found), () -> faults.add(field.fault(given))));
        if (!faults.isEmpty()) {
            throw new RuleException(faults);
        }
        // crontab(5): when both are restricted, that is without a *, a day that fits either of them will do
        boolean eitherDay = !fields.get(CronField.DAY_OF_MONTH).contains("*")
                && !fields.get(CronField.DAY_OF_WEEK).contains("*");
        CronExpression expression = new CronExpression(values, eitherDay);
        if (expression.after(LocalDateTime.of(2000, 1, 1, 0, 0)).isEmpty()) {
            throw refused("'" + text.strip() + "' never comes: none of its months has such a day");
        }
        return expression;
    }

    private static Map<CronField, String> fields(String text) {
        if (text.isBlank()) {
            throw refused("is empty, " + EXPECTED);
        }
        if (text.length() > LONGEST) {
            throw refused("is longer than " + LONGEST + " characters");
        }
        String stripped = text.strip();
        if (stripped.startsWith("@") && !NICKNAMES.containsKey(stripped)) {
            throw refused("'" + stripped + "' is no known nickname (nearest: '"
                    + NearestName.of(stripped, NICKNAMES.keySet()) + "'), " + EXPECTED);
        }
        String[] given = NICKNAMES.getOrDefault(stripped, stripped).split("\\s+", -1);
        CronField[] known = CronField.values();
        if (given.length != known.length) {
            throw refused("has " + given.length + (given.length == 1 ? " field, " : " fields, ") + EXPECTED
                    + (given.length > known.length ? "; there is no field for seconds or years" : ""));
        }
        Map<CronField, String> fields = new EnumMap<>(CronField.class);
        for (int i = 0; i < known.length; i++) {
            fields.put(known[i], given[i]);
        }
        return fields;
    }

    private static RuleException refused(String fault) {
        return new RuleException(List.of(fault));
    }

    /** Empty when {@code given} cannot be read. */
    private static Optional<BitSet> values(CronField field, String given) {
        // the parser takes signs and the digits of every script
        if (!given.matches("[0-9A-Za-z*,/-]+")) {
            return Optional.empty();
        }
        try {
            // it takes SUN for 7, which would make the working week SUN-THU a range that runs backwards
            Cron cron = PARSER.parse(field.alone(given.replaceAll("(?i)(?<![A-Z0-9])SUN-", "0-")));
            var parsed = cron.retrieve(CronFieldName.valueOf(field.name()));
            return Optional.of(FieldValues.of(field, parsed.getExpression()));
        } catch (RuntimeException e) {
            // its messages name no field, and some of them its classes: CronField says it in our words
            return Optional.empty();
        }
    }
}
