package millwright.server.jobs;

import java.util.function.BooleanSupplier;

/**
 * What a jar says it is.
 *
 * @param group empty where only a manifest or the file name told the rest
 * @param version empty where nothing told it
 */
record Artifact(String group, String name, String version) {

    /** The same thing in whatever version; where a group is unknown, the names alone say so. */
    boolean mayBe(Artifact other) {
        return name.equals(other.name) && (group.isEmpty() || other.group.isEmpty() || group.equals(other.group));
    }

    /**
     * The same thing in whatever version. Where a group is unknown the name alone could mislead: then a class that both
     * jars have decides.
     */
    boolean is(Artifact other, BooleanSupplier sharesAClass) {
        boolean sure = !group.isEmpty() && !other.group.isEmpty();
        return mayBe(other) && (sure || sharesAClass.getAsBoolean());
    }

    /** Group and name, as far as known. */
    String title() {
        return group.isEmpty() ? name : group + ":" + name;
    }

    String versionText() {
        return version.isEmpty() ? "of unknown version" : version;
    }

    @Override
    public String toString() {
        return title() + " " + versionText();
    }
}
