package millwright.search;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import millwright.database.Database;
import millwright.job.Visibility;

/** {@link DeadLetterGroups} on the job table. */
public final class StoredDeadLetterGroups implements DeadLetterGroups {

    private final GroupStore store;

    public StoredDeadLetterGroups(Database database) {
        this.store = new GroupStore(database);
    }

    @Override
    public List<DeadLetterGroup> list(Query query, Visibility visibility) {
        return store.list(query, visibility);
    }

    @Override
    public Optional<DeadLetterGroup> find(String group, Visibility visibility) {
        return store.find(group, visibility);
    }

    @Override
    public List<UUID> members(String group, Visibility visibility, int limit) {
        return store.members(group, visibility, limit);
    }

    @Override
    public List<UUID> visible(List<UUID> ids, Visibility visibility) {
        Set<UUID> seen = Set.copyOf(store.visible(ids, visibility));
        return ids.stream().filter(seen::contains).toList();
    }
}
