package millwright.batch;

import java.util.List;

/** A job XML that cannot run; says everything that is wrong with it. */
final class JobXmlException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient List<JobXmlProblem> problems;

    JobXmlException(List<JobXmlProblem> problems) {
        super(JobXmlProblem.joined(problems));
        this.problems = List.copyOf(problems);
    }

    List<JobXmlProblem> problems() {
        return problems;
    }
}
