package millwright.web.json;

import jakarta.json.JsonException;
import jakarta.json.JsonValue;
import jakarta.json.stream.JsonLocation;
import jakarta.json.stream.JsonParser;
import jakarta.json.stream.JsonParser.Event;
import jakarta.json.stream.JsonParserFactory;
import jakarta.json.stream.JsonParsingException;
import java.io.StringReader;
import java.math.BigDecimal;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import millwright.job.Violation;

/**
 * Reads one JSON text. The values are built here, from the parser's events, because the provider's own reader keeps the
 * last of duplicate members and has limits that differ from provider to provider. Used once.
 */
public final class StrictJson {

    /** Far deeper than any request, far from any stack's end. */
    private static final int DEEPEST = 64;

    /** Digits of a number, its exponent written out: what a job computes with has fewer, and PostgreSQL takes them. */
    private static final int MOST_DIGITS = 1_000;

    /** Past these a list no longer helps anyone. */
    static final int MOST_VIOLATIONS = 100;

    private static final JsonParserFactory PARSERS = JsonDocument.provider().createParserFactory(Map.of());

    private final JsonParser parser;
    private final Deque<String> path = new ArrayDeque<>();
    private final List<Violation> violations = new ArrayList<>();

    private StrictJson(JsonParser parser) {
        this.parser = parser;
    }

    /** @param violations what is wrong with {@code value} although it is JSON: duplicate members, texts and numbers */
    public record Document(JsonValue value, List<Violation> violations) {}

    /** @throws MalformedJsonException saying where the text stops being JSON */
    public static Document read(String text) {
        if (text.isBlank()) {
            throw new MalformedJsonException("the body is empty, expected a JSON object");
        }
        try (JsonParser parser = PARSERS.createParser(new StringReader(text))) {
            return new StrictJson(parser).document();
        } catch (JsonParsingException e) {
            throw malformed(e.getLocation());
        } catch (JsonException e) {
            // the provider did not say where
            throw new MalformedJsonException("the body is not JSON");
        }
    }

    // The parser's own message names its tokens and sometimes its classes: where it stopped is what helps.
    private static MalformedJsonException malformed(JsonLocation where) {
        return new MalformedJsonException("the body is not JSON at line " + Math.max(1, where.getLineNumber())
                + ", column " + Math.max(1, where.getColumnNumber()));
    }

    private Document document() {
        JsonValue value = value(next());
        // asking for more is what makes the parser refuse text after the value
        if (parser.hasNext()) {
            throw malformed(parser.getLocation());
        }
        return new Document(value, List.copyOf(violations));
    }

    private Event next() {
        if (!parser.hasNext()) {
            throw malformed(parser.getLocation());
        }
        return parser.next();
    }

    private JsonValue value(Event event) {
        return switch (event) {
            case START_OBJECT -> object();
            case START_ARRAY -> array();
            case VALUE_STRING -> JsonDocument.provider().createValue(text());
            case VALUE_NUMBER -> number();
            case VALUE_TRUE -> JsonValue.TRUE;
            case VALUE_FALSE -> JsonValue.FALSE;
            case VALUE_NULL -> JsonValue.NULL;
            case KEY_NAME, END_OBJECT, END_ARRAY -> throw malformed(parser.getLocation());
        };
    }

    private JsonValue object() {
        var object = JsonDocument.provider().createObjectBuilder();
        Set<String> names = new HashSet<>();
        for (Event event = next(); event != Event.END_OBJECT; event = next()) {
            String name = text();
            enter(name);
            if (!names.add(name)) {
                refuse("is given twice");
            }
            object.add(name, value(next()));
            path.removeLast();
        }
        return object.build();
    }

    private JsonValue array() {
        var array = JsonDocument.provider().createArrayBuilder();
        int index = 0;
        for (Event event = next(); event != Event.END_ARRAY; event = next()) {
            enter(Integer.toString(index++));
            array.add(value(event));
            path.removeLast();
        }
        return array.build();
    }

    private void enter(String step) {
        if (path.size() == DEEPEST) {
            JsonLocation where = parser.getLocation();
            throw new MalformedJsonException("the body is nested deeper than " + DEEPEST + " levels at line "
                    + where.getLineNumber() + ", column " + where.getColumnNumber());
        }
        path.addLast(step);
    }

    private String text() {
        String text = parser.getString();
        if (text.codePoints().anyMatch(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE)) {
            refuse("holds half of a surrogate pair, which is no character");
        }
        return text;
    }

    private JsonValue number() {
        // measured as text first: a number of a million digits takes minutes to compute
        String text = parser.getString();
        if (text.length() <= MOST_DIGITS) {
            try {
                BigDecimal number = new BigDecimal(text);
                if (Math.abs((long) number.scale()) <= MOST_DIGITS) {
                    return JsonDocument.provider().createValue(number);
                }
            } catch (NumberFormatException e) {
                // an exponent beyond an int: said below, the same as any that is too large
            }
        }
        refuse("is a number of more than " + MOST_DIGITS + " digits");
        return JsonValue.NULL;
    }

    // The pointer is built only here: for each value it would cost its depth and the length of its names.
    private void refuse(String detail) {
        if (violations.size() < MOST_VIOLATIONS) {
            String pointer = Pointer.ROOT;
            for (String step : path) {
                pointer = Pointer.member(pointer, step);
            }
            violations.add(new Violation(pointer, detail));
        }
    }
}
