package millwright.external;

import jakarta.json.JsonObject;
import java.util.LinkedHashMap;
import java.util.Map;
import millwright.database.Database;

/** Owns {@code millwright.external_definition}. */
final class DefinitionStore {

    private static final String PUT =
            """
            INSERT INTO millwright.external_definition (name, definition) VALUES (?, ?::jsonb)
            ON CONFLICT (name) DO UPDATE SET definition = excluded.definition, updated_at = millwright.clock()
            """;

    private static final String DELETE =
            """
            DELETE FROM millwright.external_definition WHERE name = ?
            """;

    private static final String ALL =
            """
            SELECT name, definition::text AS document FROM millwright.external_definition ORDER BY name
            """;

    private final Database database;

    DefinitionStore(Database database) {
        this.database = database;
    }

    void put(String name, JsonObject document) {
        database.update(PUT, name, document.toString());
    }

    /** Whether there was one. */
    boolean delete(String name) {
        return database.update(DELETE, name) == 1;
    }

    /** The documents by name. */
    Map<String, String> all() {
        Map<String, String> all = new LinkedHashMap<>();
        database.list(ALL, row -> all.put(row.getString("name"), row.getString("document")));
        return all;
    }
}
