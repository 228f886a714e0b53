package millwright.items.copy;

import java.sql.SQLException;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import millwright.items.mapping.WrittenItem;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/** Finds the item that PostgreSQL stopped at: it tells the line of the stream, in English or not. */
final class CopyFailure {

    /** {@code COPY customer, line 3, column amount: "x"}, in the words of any language. */
    private static final Pattern PLACE = Pattern.compile("COPY .*?, \\S+ (\\d+)(?:,|:|$)", Pattern.MULTILINE);

    private CopyFailure() {}

    /** @return what to throw: the item's refusal, or {@code e} itself when the data is not at fault */
    static SQLException of(SQLException e, List<Object> items) {
        ServerErrorMessage told = e instanceof PSQLException own ? own.getServerErrorMessage() : null;
        if (!WrittenItem.isOfData(e) || told == null) {
            return e;
        }
        String where = told.getWhere() == null ? "" : told.getWhere();
        Matcher line = PLACE.matcher(where);
        int place = line.find() ? Integer.parseInt(line.group(1)) - 1 : -1;
        String detail = told.getDetail() == null ? "" : "; " + told.getDetail();
        throw WrittenItem.refused(items, place, told.getMessage() + detail + "; " + where, e);
    }
}
