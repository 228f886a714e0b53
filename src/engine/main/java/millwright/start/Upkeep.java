package millwright.start;

import java.util.concurrent.ThreadFactory;
import millwright.database.Database;
import millwright.job.ThreadNames;
import millwright.retention.ArchivePartitions;
import millwright.retention.OldKeys;
import millwright.retention.ShortKept;
import millwright.statistics.DeltaFolder;

/** What a node does for the tables, whether it runs jobs or not: makes room, clears away, adds up. */
final class Upkeep {

    private final ArchivePartitions partitions;
    private final ShortKept shortKept;
    private final OldKeys oldKeys;
    private final DeltaFolder folder;

    Upkeep(Database database, Database bounded, ThreadFactory threads) {
        this.partitions = new ArchivePartitions(database, ThreadNames.single("partitions", threads));
        this.shortKept = new ShortKept(database, ThreadNames.single("short-kept", threads));
        this.oldKeys = new OldKeys(database, ThreadNames.single("old-keys", threads));
        this.folder = new DeltaFolder(bounded, ThreadNames.single("statistics", threads));
    }

    void start() {
        partitions.start();
        shortKept.start();
        oldKeys.start();
        folder.start();
    }

    void stop() {
        partitions.stop();
        shortKept.stop();
        oldKeys.stop();
        folder.stop();
    }
}
