package millwright.event;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;
import millwright.event.Feed.Follower;
import millwright.event.FeedStore.End;
import millwright.event.FeedStore.Page;

/** Who is told, and how far each has come. Added to by any thread, told by one. */
final class Followers {

    private static final Logger LOG = Logger.getLogger(Followers.class.getName());

    private final int most;
    private final List<Place> places = new CopyOnWriteArrayList<>();
    private final AtomicInteger count = new AtomicInteger();

    Followers(int most) {
        this.most = most;
    }

    /** A follower and where it is; all but the follower belongs to the thread that tells. */
    private static final class Place {
        private final Follower follower;
        private FeedPosition position;
        private boolean isNew = true;
        private boolean isFull;

        Place(Follower follower, FeedPosition position) {
            this.follower = follower;
            this.position = position;
        }
    }

    /** @throws TooManyFollowersException when as many follow as may */
    Feed.Following add(Follower follower, FeedPosition from) {
        if (count.incrementAndGet() > most) {
            count.decrementAndGet();
            throw new TooManyFollowersException(most);
        }
        Place place = new Place(follower, from);
        places.add(place);
        return () -> remove(place);
    }

    private void remove(Place place) {
        if (places.remove(place)) {
            count.decrementAndGet();
        }
    }

    boolean isEmpty() {
        return places.isEmpty();
    }

    /**
     * Looks who there is, before the feed is read: a new follower may bring a place from another node, which is not to be
     * taken for one that the feed does not have.
     *
     * @return the place of the one that is furthest
     */
    Optional<FeedPosition> arrive() {
        for (Place place : places) {
            place.isNew = false;
            guarded(place, () -> place.isFull = !place.follower.hasRoom());
        }
        return furthest(place -> true);
    }

    /**
     * The place of the one that is furthest of those that take more and have not come to the end: those who keep up do
     * not wait for those who have to catch up.
     */
    Optional<FeedPosition> behind(End end) {
        return furthest(place -> place.position.compareTo(end.last()) < 0);
    }

    private Optional<FeedPosition> furthest(Predicate<Place> which) {
        return known().filter(place -> !place.isFull)
                .filter(which)
                .map(place -> place.position)
                .max(Comparator.naturalOrder());
    }

    private Stream<Place> known() {
        return places.stream().filter(place -> !place.isNew);
    }

    /**
     * Tells a page to all that it concerns.
     *
     * @param from the place it was read from
     */
    void tell(FeedPosition from, Page page) {
        known().forEach(place -> settle(place, page.end()));
        List<Place> concerned = known().filter(place -> !place.isFull
                        && place.position.seq() >= from.seq()
                        && place.position.compareTo(page.next()) <= 0)
                .toList();
        for (FeedRow row : page.rows()) {
            List<FeedEvent> events = row.events();
            concerned.forEach(place -> guarded(place, () -> tell(place, row, events)));
        }
        concerned.stream()
                .filter(place -> !place.isFull)
                .forEach(place -> guarded(place, () -> {
                    place.position = page.next();
                    place.follower.caughtUp(page.next());
                }));
    }

    /** Puts one where it belongs who is at a place that the feed no longer or not yet has. */
    private void settle(Place place, End end) {
        if (place.position.seq() <= end.forgotten()) {
            missed(place, end.first());
        } else if (place.position.seq() > end.last().seq()) {
            missed(place, end.last());
        }
    }

    private void missed(Place place, FeedPosition position) {
        guarded(place, () -> {
            place.position = position;
            place.follower.missed(position);
        });
    }

    private static void tell(Place place, FeedRow row, List<FeedEvent> events) {
        if (place.isFull || row.seq() < place.position.seq()) {
            return;
        }
        int begin = row.seq() == place.position.seq() ? place.position.told() : 0;
        for (int i = begin; i < events.size(); i++) {
            if (!place.follower.hasRoom()) {
                place.isFull = true;
                place.position = new FeedPosition(row.seq(), i);
                return;
            }
            place.follower.happened(events.get(i));
        }
    }

    void end() {
        places.forEach(place -> guarded(place, place.follower::ended));
    }

    /** One that fails is told nothing more: the others need this thread. */
    private void guarded(Place place, Runnable telling) {
        try {
            telling.run();
        } catch (RuntimeException e) {
            LOG.log(Level.WARNING, "A follower of the feed failed and is told nothing more", e);
            place.isFull = true;
            remove(place);
        }
    }
}
