package dev.switchboard.accounts.store.mapper;

import dev.switchboard.accounts.store.row.ActivityRow;
import dev.switchboard.accounts.store.row.LedgerRow;
import dev.switchboard.accounts.store.row.SpendRow;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.apache.ibatis.annotations.Delete;
import org.apache.ibatis.annotations.Insert;
import org.apache.ibatis.annotations.Param;
import org.apache.ibatis.annotations.Select;
import org.apache.ibatis.annotations.Update;
import org.jspecify.annotations.Nullable;

/** The ledger and its sums. */
public interface LedgerMapper {
    /** Those of some ids that there are already. */
    @Select("""
            <script>
            SELECT id FROM ledger WHERE id IN
            <foreach collection="ids" item="each" open="(" separator="," close=")">#{each}</foreach>
            </script>
            """)
    List<String> present(@Param("ids") List<String> ids);

    /** Adds to what was spent in all. */
    @Insert("""
            INSERT INTO spend (kind, id, amount) VALUES (#{kind}, #{id}, #{amount})
            ON DUPLICATE KEY UPDATE amount = amount + VALUES(amount)
            """)
    int addSpend(SpendRow row);

    /** Adds to what was spent in a quarter of an hour. */
    @Insert("""
            INSERT INTO spend_slot (kind, id, slot, amount) VALUES (#{kind}, #{id}, #{slot}, #{amount})
            ON DUPLICATE KEY UPDATE amount = amount + VALUES(amount)
            """)
    int addSlot(SpendRow row);

    /** Adds to the sums of a day. */
    @Insert("""
            INSERT INTO activity (id, activity_date, kind, entity_id, key_hash, model_group, model, provider, cost,
                input_tokens, output_tokens, cache_read, cache_write, requests, succeeded, failed)
            VALUES (#{id}, #{activityDate}, #{kind}, #{entityId}, #{keyHash}, #{modelGroup}, #{model}, #{provider},
                #{cost}, #{inputTokens}, #{outputTokens}, #{cacheRead}, #{cacheWrite}, #{requests}, #{succeeded},
                #{failed})
            ON DUPLICATE KEY UPDATE cost = cost + VALUES(cost), input_tokens = input_tokens + VALUES(input_tokens),
                output_tokens = output_tokens + VALUES(output_tokens), cache_read = cache_read + VALUES(cache_read),
                cache_write = cache_write + VALUES(cache_write), requests = requests + VALUES(requests),
                succeeded = succeeded + VALUES(succeeded), failed = failed + VALUES(failed)
            """)
    int addActivity(ActivityRow row);

    /** How far a log has been taken over; null if it is not known. */
    @Select("SELECT position FROM ledger_position WHERE log = #{log}")
    @Nullable
    Long position(@Param("log") String log);

    /** Notes how far. */
    @Insert("""
            INSERT INTO ledger_position (log, position) VALUES (#{log}, #{position})
            ON DUPLICATE KEY UPDATE position = VALUES(position)
            """)
    int savePosition(@Param("log") String log, @Param("position") long position);

    /** What was spent in all, by everything. */
    @Select("SELECT kind, id, TIMESTAMP '1970-01-01 00:00:00' AS slot, amount FROM spend")
    List<SpendRow> totals();

    /** What one has spent in all; null for nothing yet. */
    @Select("SELECT amount FROM spend WHERE kind = #{kind} AND id = #{id}")
    @Nullable
    Long total(@Param("kind") String kind, @Param("id") String id);

    /** What one has spent in all, locked until the transaction ends; null for nothing yet. */
    @Select("SELECT amount FROM spend WHERE kind = #{kind} AND id = #{id} FOR UPDATE")
    @Nullable
    Long lockTotal(@Param("kind") String kind, @Param("id") String id);

    /** Replaces what one has spent in all. */
    @Update("UPDATE spend SET amount = #{amount} WHERE kind = #{kind} AND id = #{id}")
    int setTotal(@Param("kind") String kind, @Param("id") String id, @Param("amount") long amount);

    /** Replaces what was spent in a quarter of an hour. */
    @Update("UPDATE spend_slot SET amount = #{amount} WHERE kind = #{kind} AND id = #{id} AND slot = #{slot}")
    int setSlot(SpendRow row);

    /** A page of those of a kind, who spent most first. */
    @Select("""
            SELECT kind, id, TIMESTAMP '1970-01-01 00:00:00' AS slot, amount FROM spend WHERE kind = #{kind}
            ORDER BY amount DESC, id LIMIT #{limit} OFFSET #{offset}
            """)
    List<SpendRow> most(@Param("kind") String kind, @Param("limit") int limit, @Param("offset") long offset);

    /** What was spent since a time, in quarters of an hour. */
    @Select("SELECT kind, id, slot, amount FROM spend_slot WHERE slot >= #{since}")
    List<SpendRow> slots(@Param("since") Instant since);

    /** What one spent since a time, in quarters of an hour. */
    @Select("""
            SELECT kind, id, slot, amount FROM spend_slot WHERE kind = #{kind} AND id = #{id} AND slot >= #{since}
            """)
    List<SpendRow> slotsOf(@Param("kind") String kind, @Param("id") String id, @Param("since") Instant since);

    /**
     * A page of the rows that match, the latest first. Which they are an index tells by itself; only theirs are read, and in both
     * orders of the same direction, or MariaDB would read and sort all rows for each page.
     */
    @Select("<script>SELECT ledger.* FROM (SELECT id FROM ledger " + FILTER
            + " ORDER BY started_at DESC, id DESC LIMIT #{limit} OFFSET #{offset}) page"
            + " JOIN ledger ON ledger.id = page.id ORDER BY ledger.started_at DESC, ledger.id DESC</script>")
    List<LedgerRow> search(
            @Param("filter") LedgerFilter filter, @Param("limit") int limit, @Param("offset") long offset);

    /** How many match. */
    @Select("<script>SELECT COUNT(*) FROM ledger " + FILTER + "</script>")
    long count(@Param("filter") LedgerFilter filter);

    /** What {@link LedgerFilter} means. The id of a row is its exchange's, a minus and a number, and so lies before that and a full stop. */
    String FILTER = """
            <where>
            <if test="filter.requestId != null">
              <bind name="end" value="filter.requestId + '.'"/>
              AND id >= #{filter.requestId} AND #{end} > id
              AND (id = #{filter.requestId} OR exchange_id = #{filter.requestId})
            </if>
            <if test="filter.keyHash != null">AND key_hash = #{filter.keyHash}</if>
            <if test="filter.userId != null">AND user_id = #{filter.userId}</if>
            <if test="filter.teamId != null">AND team_id = #{filter.teamId}</if>
            <if test="filter.endUser != null">AND end_user = #{filter.endUser}</if>
            <if test="filter.since != null">AND started_at >= #{filter.since}</if>
            <if test="filter.before != null">AND #{filter.before} > started_at</if>
            </where>
            """;

    /** Sums of days for entities of a kind; an id that is null means all of them. */
    @Select("""
            <script>
            SELECT * FROM activity WHERE kind = #{kind} AND activity_date >= #{from} AND #{to} >= activity_date
            <if test="ids != null">AND entity_id IN
              <foreach collection="ids" item="each" open="(" separator="," close=")">#{each}</foreach>
            </if>
            <if test="keyHash != null">AND key_hash = #{keyHash}</if>
            ORDER BY activity_date DESC, id LIMIT #{limit}
            </script>
            """)
    List<ActivityRow> activity(
            @Param("kind") String kind,
            @Param("ids") @Nullable List<String> ids,
            @Param("keyHash") @Nullable String keyHash,
            @Param("from") LocalDate from,
            @Param("to") LocalDate to,
            @Param("limit") int limit);

    /** Forgets rows of before a time. */
    @Delete("DELETE FROM ledger WHERE started_at < #{before} LIMIT 10000")
    int forget(@Param("before") Instant before);

    /** Forgets quarters of an hour of before a time. */
    @Delete("DELETE FROM spend_slot WHERE slot < #{before} LIMIT 10000")
    int forgetSlots(@Param("before") Instant before);
}
