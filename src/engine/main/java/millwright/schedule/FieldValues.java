package millwright.schedule;

import com.cronutils.model.field.expression.Always;
import com.cronutils.model.field.expression.And;
import com.cronutils.model.field.expression.Between;
import com.cronutils.model.field.expression.Every;
import com.cronutils.model.field.expression.FieldExpression;
import com.cronutils.model.field.expression.On;
import com.cronutils.model.field.value.FieldValue;
import java.util.BitSet;

/** The values that a field of a parsed expression stands for. */
final class FieldValues {

    private FieldValues() {}

    static BitSet of(CronField field, FieldExpression expression) {
        BitSet values = new BitSet(field.most() + 1);
        if (expression instanceof And list) {
            list.getExpressions().forEach(item -> values.or(of(field, item)));
        } else if (expression instanceof Every step) {
            BitSet range = range(field, step.getExpression(), field.most());
            int period = step.getPeriod().getValue();
            for (int value = range.nextSetBit(0); value >= 0 && value < range.length(); value += period) {
                values.set(value);
            }
        } else {
            values.or(range(field, expression, null));
        }
        return values;
    }

    /** @param end where a range that is given by its beginning alone ends; null when that is one value */
    private static BitSet range(CronField field, FieldExpression expression, Integer end) {
        BitSet values = new BitSet(field.most() + 1);
        if (expression instanceof Always) {
            values.set(field.least(), field.most() + 1);
        } else if (expression instanceof Between range) {
            values.set(number(range.getFrom()), number(range.getTo()) + 1);
        } else if (expression instanceof On one) {
            int value = number(one.getTime());
            values.set(value, (end == null ? value : end) + 1);
        } else {
            throw new IllegalArgumentException("'" + expression.asString() + "' is nothing a field may hold");
        }
        return values;
    }

    private static int number(FieldValue<?> value) {
        return (Integer) value.getValue();
    }
}
