package millwright.event;

import java.util.Optional;

/** What happens to jobs, as it happens: {@code @Inject Feed feed}. Thread-safe. */
public interface Feed {

    /**
     * Has {@code follower} told of all events from here on, or of those after a position; within a second of their commit.
     *
     * @throws TooManyFollowersException when {@code millwright.event.followers} follow on this node
     */
    Following follow(Follower follower, Optional<FeedPosition> after);

    /** Somebody's place among the followers. */
    interface Following extends AutoCloseable {

        /** Tells nothing more; a call that is under way may still be. */
        @Override
        void close();
    }

    /** Who is told, by a thread that tells all of them: each method returns at once. */
    interface Follower {

        /** Whether it takes another event now; one that does not is told from there on when it does. */
        boolean hasRoom();

        void happened(FeedEvent event);

        /** Nothing is left to be told before this place. */
        void caughtUp(FeedPosition position);

        /** Some events are kept no longer, or the position was none of this database's: what follows is after this one. */
        void missed(FeedPosition position);

        /** This node stops. */
        void ended();
    }
}
