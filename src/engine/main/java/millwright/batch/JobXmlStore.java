package millwright.batch;

import java.util.Optional;
import java.util.UUID;
import millwright.database.Database;

/** Owns {@code millwright.job_xml}. */
final class JobXmlStore {

    private static final String KEEP =
            """
            INSERT INTO millwright.job_xml (hash, document) VALUES (?, ?)
            ON CONFLICT (hash) DO NOTHING
            """;

    private static final String DOCUMENT =
            """
            SELECT document FROM millwright.job_xml WHERE hash = ?
            """;

    private static final String DOCUMENT_OF_JOB =
            """
            SELECT x.document
              FROM millwright.job_instance i
              JOIN millwright.job_xml x ON x.hash = i.xml_hash
             WHERE i.job_id = ?
            """;

    private final Database database;

    JobXmlStore(Database database) {
        this.database = database;
    }

    void keep(String hash, String document) {
        database.update(KEEP, hash, document);
    }

    Optional<String> document(String hash) {
        return database.first(DOCUMENT, row -> row.getString("document"), hash);
    }

    Optional<String> document(UUID job) {
        return database.first(DOCUMENT_OF_JOB, row -> row.getString("document"), job);
    }
}
