package millwright.web.problem;

import java.util.List;
import millwright.job.Violation;

/** Refuses a request with one of the kinds of problem; the detail is for the caller. */
public final class ProblemException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient Problem problem;

    public ProblemException(ProblemCode code, String detail) {
        this(Problem.of(code, detail));
    }

    public ProblemException(ProblemCode code, List<Violation> errors) {
        this(Problem.of(code, Problems.summary(errors)).withErrors(errors));
    }

    /** @param header one the status wants, such as Retry-After */
    public ProblemException(ProblemCode code, String detail, String header, String value) {
        this(Problem.of(code, detail).withHeader(header, value));
    }

    private ProblemException(Problem problem) {
        super(problem.detail());
        this.problem = problem;
    }

    Problem problem() {
        return problem;
    }
}
