package millwright.batch;

import java.util.List;
import java.util.stream.Collectors;

/**
 * Something that keeps a job from running, and where it stands.
 *
 * @param place the document, such as {@code META-INF/batch-jobs/nightly.xml}
 * @param line from 1; 0 where there is none, as for a job that Java code defines
 * @param column of the end of the tag, from 1; 0 where there is none
 * @param reason what was found and what was expected
 */
record JobXmlProblem(String place, int line, int column, String reason) {

    private static final int MOST_SHOWN = 20;

    @Override
    public String toString() {
        return line == 0 ? place + ": " + reason : place + ":" + line + ":" + column + ": " + reason;
    }

    /** All of them in one line, those of a long list that come first. */
    static String joined(List<JobXmlProblem> problems) {
        String shown =
                problems.stream().limit(MOST_SHOWN).map(JobXmlProblem::toString).collect(Collectors.joining("; "));
        return problems.size() <= MOST_SHOWN ? shown : shown + "; and " + (problems.size() - MOST_SHOWN) + " more";
    }
}
