package millwright.items.jdbc;

import java.util.regex.Pattern;
import millwright.items.property.Property;

/** The name of a table as SQL has it: {@code name}, {@code schema.name}, either part in double quotes or not. */
public final class TableName {

    private static final String PART = "(?:[\\p{L}_][\\p{L}\\p{N}_$]*|\"(?:[^\"\\x00]|\"\")+\")";
    private static final Pattern NAME = Pattern.compile(PART + "(?:\\." + PART + ")?");

    private TableName() {}

    /** @return the name, which is safe to stand in a statement */
    public static String of(String property, String value) {
        String name = Property.of(property, value).required("the name of a table");
        if (!NAME.matcher(name).matches()) {
            throw Property.of(property, value)
                    .unfit("the name of a table: name or schema.name, in double quotes when it is no plain word");
        }
        return name;
    }

    public static String quoted(String column) {
        return '"' + column.replace("\"", "\"\"") + '"';
    }
}
