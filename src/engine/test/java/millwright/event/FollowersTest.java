package millwright.event;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.sql.DataSource;
import millwright.database.Database;
import millwright.event.Feed.Following;
import millwright.testing.PostgresTest;
import millwright.testing.TestDatabase;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** F4: none of those who follow costs the database a reader of its own, or the others their time. */
@PostgresTest
class FollowersTest {

    private static final EventConfig DAY = new EventConfig(Duration.ofDays(1), 300);

    private final TestDatabase database;
    private final StoredFeed feed;
    private final Listening listening = new Listening();

    FollowersTest(TestDatabase database) {
        this.database = database;
        this.feed = new StoredFeed(database.database(), DAY, Thread::new);
    }

    @BeforeEach
    void look() {
        feed.look();
    }

    @Test
    void twoHundredFollowersCostOneReader() {
        int alone = statementsOf(1);
        int crowd = statementsOf(200);
        assertEquals(alone, crowd);
        assertTrue(alone <= 8, () -> "statements: " + alone);
    }

    private int statementsOf(int followers) {
        List<String> statements = new CopyOnWriteArrayList<>();
        StoredFeed counted = new StoredFeed(
                new Database(counted(DataSource.class, database.dataSource(), statements)), DAY, Thread::new);
        counted.look();
        List<Listening> all =
                IntStream.range(0, followers).mapToObj(i -> new Listening()).toList();
        all.forEach(each -> counted.follow(each, Optional.empty()));
        statements.clear();
        UUID job = UUID.randomUUID();
        told("QUEUED", job);
        counted.look();
        told("COMPLETED", job);
        counted.look();
        all.forEach(each -> assertEquals(List.of(job, job), each.jobs()));
        return statements.size();
    }

    private static <T> T counted(Class<T> type, T target, List<String> statements) {
        Object proxy = Proxy.newProxyInstance(
                FollowersTest.class.getClassLoader(), new Class<?>[] {type}, (self, method, arguments) -> {
                    if (method.getName().equals("prepareStatement")) {
                        statements.add((String) arguments[0]);
                    }
                    try {
                        Object result = method.invoke(target, arguments);
                        return result instanceof Connection connection
                                ? counted(Connection.class, connection, statements)
                                : result;
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
        return type.cast(proxy);
    }

    @Test
    void aFollowerThatFailsKeepsNobodyFromBeingTold() {
        Listening failing = new Listening();
        feed.follow(
                new Feed.Follower() {
                    @Override
                    public boolean hasRoom() {
                        return true;
                    }

                    @Override
                    public void happened(FeedEvent event) {
                        failing.happened(event);
                        throw new IllegalStateException("deaf");
                    }

                    @Override
                    public void caughtUp(FeedPosition position) {
                        failing.caughtUp(position);
                    }

                    @Override
                    public void missed(FeedPosition position) {
                        failing.missed(position);
                    }

                    @Override
                    public void ended() {
                        failing.ended();
                    }
                },
                Optional.empty());
        feed.follow(listening, Optional.empty());
        told("QUEUED", UUID.randomUUID());
        told("QUEUED", UUID.randomUUID());
        feed.look();
        assertEquals(2, listening.events.size());
        assertEquals(1, failing.events.size(), "it is told nothing more");
    }

    @Test
    void aFollowerWithoutRoomIsToldTheRestLaterAndHoldsUpNobody() {
        Listening slow = new Listening();
        slow.room = 3;
        feed.follow(slow, Optional.empty());
        feed.follow(listening, Optional.empty());
        List<UUID> jobs = Stream.generate(UUID::randomUUID).limit(10).toList();
        told("QUEUED", jobs.subList(0, 5).toArray(new UUID[0]));
        jobs.subList(5, 10).forEach(job -> told("QUEUED", job));
        feed.look();
        assertEquals(jobs, listening.jobs());
        assertEquals(jobs.subList(0, 3), slow.jobs(), "a part of what one statement told");
        UUID later = UUID.randomUUID();
        told("RUNNING", later);
        slow.room = 7;
        feed.look();
        assertEquals(later, listening.jobs().get(10));
        assertEquals(jobs.subList(0, 7), slow.jobs());
        slow.room = 100;
        feed.look();
        assertEquals(listening.jobs(), slow.jobs());
        assertEquals(listening.position, slow.position);
        assertEquals(0, slow.gaps.get());
    }

    @Test
    void whoHasLeftIsToldNothingAndMakesRoom() throws Exception {
        Set<Following> followings = new HashSet<>();
        for (int i = 0; i < 300; i++) {
            followings.add(feed.follow(new Listening(), Optional.empty()));
        }
        assertThrows(TooManyFollowersException.class, () -> feed.follow(listening, Optional.empty()));
        Following first = followings.iterator().next();
        first.close();
        first.close();
        feed.follow(listening, Optional.empty());
        assertThrows(TooManyFollowersException.class, () -> feed.follow(listening, Optional.empty()));
        feed.stop();
        assertTrue(listening.ended);
    }

    private void told(String state, UUID... jobs) {
        Telling.told(database.database(), state, jobs);
    }
}
