package millwright.web.access;

import jakarta.json.JsonArray;
import jakarta.json.JsonObjectBuilder;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import millwright.access.Caller;
import millwright.access.Scope;
import millwright.job.InvalidRequestException;
import millwright.job.Violation;
import millwright.web.json.JsonDocument;
import millwright.web.json.Members;
import millwright.web.problem.ProblemCode;
import millwright.web.problem.ProblemException;

/** The members {@code queues} and {@code definitions}, which tokens and users have alike. */
final class ScopeMembers {

    private static final int MOST = 100;
    private static final int LONGEST = 200;

    private ScopeMembers() {}

    static Scope read(Members members) {
        return new Scope(
                members.texts("queues", MOST, LONGEST).map(Set::copyOf).orElse(Set.of()),
                members.texts("definitions", MOST, LONGEST).map(Set::copyOf).orElse(Set.of()));
    }

    static JsonObjectBuilder write(JsonObjectBuilder json, Scope scope) {
        return json.add("queues", array(scope.queues())).add("definitions", array(scope.definitions()));
    }

    private static JsonArray array(Collection<String> names) {
        var array = JsonDocument.provider().createArrayBuilder();
        names.stream().sorted().forEach(array::add);
        return array.build();
    }

    /** @throws InvalidRequestException naming the member in which {@code asked} reaches beyond {@code caller} (W61) */
    static void checkGiven(Caller caller, Scope asked) {
        if (!caller.scope().contains(asked)) {
            Scope mine = caller.scope();
            boolean queues = !new Scope(mine.queues(), Set.of()).contains(new Scope(asked.queues(), Set.of()));
            throw new InvalidRequestException(List.of(new Violation(
                    queues ? "/queues" : "/definitions",
                    "expected some of those that you are narrowed to: "
                            + String.join(", ", queues ? mine.queues() : mine.definitions()))));
        }
    }

    /** @throws ProblemException forbidden, when what {@code other} reaches is beyond {@code caller} (W61) */
    static void checkReached(Caller caller, Scope other) {
        if (!caller.scope().contains(other)) {
            throw new ProblemException(ProblemCode.FORBIDDEN, "this reaches beyond what you are narrowed to");
        }
    }
}
