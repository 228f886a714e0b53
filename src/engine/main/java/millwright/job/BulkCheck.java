package millwright.job;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import millwright.config.NearestName;

/** Checks requests that are submitted together, and what they say of each other. */
final class BulkCheck {

    private final RequestCheck check;
    private final List<JobRequest> requests;
    private final Map<String, UUID> named = new HashMap<>();
    private final Map<Integer, List<Violation>> violations = new LinkedHashMap<>();
    private final List<UUID> ids = new ArrayList<>();

    BulkCheck(RequestCheck check, List<JobRequest> requests) {
        this.check = check;
        this.requests = requests;
        // in the order of the requests, so that later ones are newer
        requests.forEach(request -> ids.add(check.newId()));
    }

    /** What is wrong, by the index of the request. */
    Map<Integer, List<Violation>> violations() {
        return violations;
    }

    /** Those that fit, by the index of their request. */
    Map<Integer, CheckedJob> check() {
        if (requests.stream()
                .anyMatch(request -> request.name().isPresent()
                        || !request.namedDependencies().isEmpty())) {
            nameThem();
            refuseCycles();
        }
        Map<Integer, CheckedJob> fit = new LinkedHashMap<>();
        for (int i = 0; i < requests.size(); i++) {
            if (violations.containsKey(i)) {
                continue;
            }
            try {
                fit.put(i, check.of(ids.get(i), requests.get(i), named));
            } catch (InvalidRequestException e) {
                violations.put(i, e.violations());
            }
        }
        return fit;
    }

    private void nameThem() {
        for (int i = 0; i < requests.size(); i++) {
            if (requests.get(i).name().isPresent()) {
                String name = requests.get(i).name().get();
                if (named.putIfAbsent(name, ids.get(i)) != null) {
                    refuse(i, "/name", "'" + name + "' is the name of an earlier job of the bulk");
                }
            }
        }
        for (int i = 0; i < requests.size(); i++) {
            List<NamedDependency> dependencies = requests.get(i).namedDependencies();
            // counted after those that are named by their ids
            int before = requests.get(i).dependencies().size();
            for (int d = 0; d < dependencies.size(); d++) {
                String name = dependencies.get(d).name();
                if (!named.containsKey(name)) {
                    refuse(
                            i,
                            "/depends_on/" + (before + d),
                            "no job of the bulk is named '" + name + "'"
                                    + (named.isEmpty()
                                            ? ""
                                            : " (nearest: '" + NearestName.of(name, named.keySet()) + "')"));
                }
            }
        }
    }

    private void refuseCycles() {
        Map<String, Integer> byName = new HashMap<>();
        for (int i = 0; i < requests.size(); i++) {
            int index = i;
            requests.get(i).name().ifPresent(name -> byName.putIfAbsent(name, index));
        }
        Map<Integer, Set<Integer>> waitsFor = new HashMap<>();
        for (int i = 0; i < requests.size(); i++) {
            waitsFor.put(
                    i,
                    requests.get(i).namedDependencies().stream()
                            .map(dependency -> byName.get(dependency.name()))
                            .filter(Objects::nonNull)
                            .collect(Collectors.toSet()));
        }
        Map<Integer, Set<Integer>> circles = Circles.in(waitsFor);
        circles.keySet().stream()
                .sorted()
                .forEach(i -> refuse(i, "/depends_on", "waits for itself, by way of " + namesOf(circles.get(i))));
    }

    private List<String> namesOf(Set<Integer> indexes) {
        return indexes.stream()
                .sorted()
                .map(i -> requests.get(i).name().orElseThrow())
                .toList();
    }

    private void refuse(int index, String pointer, String detail) {
        violations.computeIfAbsent(index, i -> new ArrayList<>()).add(new Violation(pointer, detail));
    }
}
