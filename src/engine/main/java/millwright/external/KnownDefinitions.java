package millwright.external;

import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;
import millwright.database.Json;
import millwright.job.Definitions;
import millwright.job.InvalidRequestException;
import millwright.job.JobDefinition;

/** Keeps what this node knows of external definitions as the table has it. Thread-safe. */
final class KnownDefinitions {

    private static final Logger LOG = Logger.getLogger(KnownDefinitions.class.getName());

    private final DefinitionStore store;
    private final Definitions definitions;
    private Map<String, String> known = Map.of();

    KnownDefinitions(DefinitionStore store, Definitions definitions) {
        this.store = store;
        this.definitions = definitions;
    }

    /** Reads the table, and makes what is new in it known. */
    synchronized void refresh() {
        Map<String, String> all = store.all();
        if (all.equals(known)) {
            return;
        }
        List<String> hidden = definitions.external(all.entrySet().stream()
                .map(each -> definition(each.getKey(), each.getValue()))
                .toList());
        known = all;
        if (!hidden.isEmpty()) {
            LOG.log(
                    Level.WARNING,
                    "External definitions {0} are not seen on this node: its application has definitions of these names",
                    hidden);
        }
    }

    private static JobDefinition definition(String name, String document) {
        try {
            return DefinitionDocument.read(name, Json.object(document));
        } catch (InvalidRequestException e) {
            return DefinitionDocument.broken(name, e.getMessage());
        }
    }
}
