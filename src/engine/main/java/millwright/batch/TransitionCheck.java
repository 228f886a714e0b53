package millwright.batch;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import millwright.config.NearestName;
import org.jberet.job.model.Decision;
import org.jberet.job.model.Flow;
import org.jberet.job.model.JobElement;
import org.jberet.job.model.Split;
import org.jberet.job.model.Step;
import org.jberet.job.model.Transition;

/**
 * Where the elements of a job, or of a flow, lead to: each target exists beside them, and no circle is without a way
 * out. A circle that a decision or a {@code next on="…"} may leave is for the run to find out: there a step that is
 * reached twice fails the job, as Jakarta Batch has it.
 */
final class TransitionCheck {

    private final JobXmlPlaces places;
    private final Consumer<JobXmlProblem> problems;
    private final Set<String> jobLevel;

    /** @param jobLevel the elements that {@code restart} may name */
    TransitionCheck(JobXmlPlaces places, Set<String> jobLevel, Consumer<JobXmlProblem> problems) {
        this.places = places;
        this.jobLevel = jobLevel;
        this.problems = problems;
    }

    /** The elements beside each other that can run. */
    static List<JobElement> concrete(List<JobElement> elements) {
        return elements.stream()
                .filter(element -> !(element instanceof Step step && step.isAbstract()))
                .filter(element -> !(element instanceof Flow flow && flow.isAbstract()))
                .toList();
    }

    static Set<String> ids(List<JobElement> elements) {
        return elements.stream().map(JobElement::getId).collect(Collectors.toCollection(TreeSet::new));
    }

    void check(List<JobElement> elements) {
        if (!elements.isEmpty() && elements.get(0) instanceof Decision first) {
            add(places.problem(
                    first.getId(),
                    "decision '" + first.getId() + "' comes first, where there is nothing to decide about: begin with a"
                            + " step, a flow or a split"));
        }
        Set<String> ids = ids(elements);
        Map<String, String> certain = new LinkedHashMap<>();
        for (JobElement element : elements) {
            String next = next(element);
            if (next != null && !ArtifactNames.isExpression(next)) {
                if (!ids.contains(next)) {
                    add(places.problem(
                            element.getId(), named(element) + " has next='" + next + "', " + notHere(next, ids)));
                } else if (element.getTransitionElements().isEmpty()) {
                    certain.put(element.getId(), next);
                }
            }
            checkTargets(element, ids);
        }
        circles(certain);
    }

    private void checkTargets(JobElement element, Set<String> ids) {
        int nexts = 0;
        int stops = 0;
        for (Transition<?> transition : transitions(element)) {
            if (transition instanceof Transition.Next<?> next) {
                String to = next.getTo();
                if (to != null && !ArtifactNames.isExpression(to) && !ids.contains(to)) {
                    add(places.problem(
                            element.getId(),
                            "next",
                            nexts,
                            named(element) + " goes on to '" + to + "', " + notHere(to, ids)));
                }
                nexts++;
            } else if (transition instanceof Transition.Stop<?> stop) {
                String restart = stop.getRestart();
                if (restart != null && !ArtifactNames.isExpression(restart) && !jobLevel.contains(restart)) {
                    add(places.problem(
                            element.getId(),
                            "stop",
                            stops,
                            named(element) + " stops with restart='" + restart
                                    + "', which is none of the job's own elements" + nearest(restart, jobLevel)));
                }
                stops++;
            }
        }
    }

    private static List<Transition<?>> transitions(JobElement element) {
        List<Transition<?>> transitions = new ArrayList<>();
        element.getTransitionElements().forEach(transitions::add);
        return transitions;
    }

    static String next(JobElement element) {
        if (element instanceof Step step) {
            return step.getAttributeNext();
        }
        if (element instanceof Flow flow) {
            return flow.getAttributeNext();
        }
        return element instanceof Split split ? split.getAttributeNext() : null;
    }

    /** @param certain what follows each element whatever its exit status is, unless it fails */
    private void circles(Map<String, String> certain) {
        Set<String> seen = new TreeSet<>();
        for (String start : certain.keySet()) {
            List<String> way = new ArrayList<>();
            String at = start;
            while (at != null && seen.add(at)) {
                way.add(at);
                at = certain.get(at);
            }
            int begin = at == null ? -1 : way.indexOf(at);
            if (begin >= 0) {
                String circle = String.join(" -> ", way.subList(begin, way.size())) + " -> " + at;
                String last = way.get(way.size() - 1);
                add(places.problem(last, "the job never ends: " + circle));
            }
        }
    }

    private static String notHere(String target, Set<String> ids) {
        return "which is no element beside it" + nearest(target, ids);
    }

    private static String nearest(String target, Set<String> ids) {
        return ids.isEmpty() ? "" : " (nearest: '" + NearestName.of(target, ids) + "')";
    }

    static String named(JobElement element) {
        return element.getClass().getSimpleName().toLowerCase(java.util.Locale.ROOT) + " '" + element.getId() + "'";
    }

    private void add(JobXmlProblem problem) {
        problems.accept(problem);
    }
}
