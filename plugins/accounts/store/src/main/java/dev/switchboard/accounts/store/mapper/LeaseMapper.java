package dev.switchboard.accounts.store.mapper;

import dev.switchboard.accounts.store.Scope;
import dev.switchboard.accounts.store.row.LeaseRow;
import dev.switchboard.accounts.store.row.NodeRow;
import dev.switchboard.accounts.store.row.SpendRow;
import java.time.Instant;
import java.util.List;
import org.apache.ibatis.annotations.Delete;
import org.apache.ibatis.annotations.Insert;
import org.apache.ibatis.annotations.Param;
import org.apache.ibatis.annotations.Select;
import org.apache.ibatis.annotations.Update;

/**
 * What gateways hold of budgets. Who changes leases of something locks its sum in {@code spend} first, as the ledger's sums do:
 * so nobody waits crosswise.
 */
public interface LeaseMapper {
    /** Conditions that use the primary key; a list of pairs would not. */
    String SCOPES = """
            (<foreach collection="scopes" item="each" separator=" OR ">(kind = #{each.label} AND id = #{each.id})</foreach>)
            """;

    /** Makes sure that there is a sum to be locked. Leaving out what exists would lock it for reading, and others with it. */
    @Insert("""
            <script>
            INSERT INTO spend (kind, id, amount) VALUES
            <foreach collection="scopes" item="each" separator=",">(#{each.label}, #{each.id}, 0)</foreach>
            ON DUPLICATE KEY UPDATE amount = amount
            </script>
            """)
    int anchor(@Param("scopes") List<Scope> scopes);

    /** What was spent in all, locked until the transaction ends. */
    @Select("<script>SELECT kind, id, TIMESTAMP '1970-01-01 00:00:00' AS slot, amount FROM spend WHERE " + SCOPES
            + " ORDER BY kind, id FOR UPDATE</script>")
    List<SpendRow> lock(@Param("scopes") List<Scope> scopes);

    /** What was spent in all. */
    @Select("<script>SELECT kind, id, TIMESTAMP '1970-01-01 00:00:00' AS slot, amount FROM spend WHERE " + SCOPES
            + "</script>")
    List<SpendRow> totals(@Param("scopes") List<Scope> scopes);

    /** What one spent since a time. */
    @Select("""
            SELECT COALESCE(SUM(amount), 0) FROM spend_slot WHERE kind = #{kind} AND id = #{id} AND slot >= #{since}
            """)
    long spentSince(@Param("kind") String kind, @Param("id") String id, @Param("since") Instant since);

    /** What all gateways hold. */
    @Select("<script>SELECT * FROM budget_lease WHERE " + SCOPES + "</script>")
    List<LeaseRow> of(@Param("scopes") List<Scope> scopes);

    /** Says what a gateway was granted. */
    @Insert("""
            <script>
            INSERT INTO budget_lease (kind, id, node, granted, used, wanted) VALUES
            <foreach collection="rows" item="r" separator=",">
            (#{r.kind}, #{r.id}, #{r.node}, #{r.granted}, #{r.used}, #{r.wanted})
            </foreach>
            ON DUPLICATE KEY UPDATE granted = VALUES(granted), wanted = VALUES(wanted)
            </script>
            """)
    int grant(@Param("rows") List<LeaseRow> rows);

    /** Adds to what the store has of a gateway's spending on something, if the gateway holds some of it. */
    @Update("UPDATE budget_lease SET used = used + #{amount} WHERE kind = #{kind} AND id = #{id} AND node = #{node}")
    int use(
            @Param("node") String node,
            @Param("kind") String kind,
            @Param("id") String id,
            @Param("amount") long amount);

    /** What others have too little of. */
    @Select(
            "SELECT DISTINCT kind, id, node, granted, used, wanted FROM budget_lease WHERE wanted = TRUE AND node <> #{node}")
    List<LeaseRow> wantedByOthers(@Param("node") String node);

    /** Says that a gateway is there. */
    @Insert("INSERT INTO budget_node (node, beat) VALUES (#{node}, 1)")
    int join(@Param("node") String node);

    /** Says that it is still there. @return 0 if it was given up */
    @Update("UPDATE budget_node SET beat = beat + 1 WHERE node = #{node}")
    int beat(@Param("node") String node);

    /** All gateways that are there. */
    @Select("SELECT node, beat FROM budget_node")
    List<NodeRow> nodes();

    /** Forgets a gateway. */
    @Delete("DELETE FROM budget_node WHERE node = #{node}")
    int leave(@Param("node") String node);

    /** Forgets a gateway unless it has given a sign of life. @return 0 if it has */
    @Delete("DELETE FROM budget_node WHERE node = #{node} AND beat = #{beat}")
    int giveUp(@Param("node") String node, @Param("beat") long beat);

    /** Gives back everything that a gateway holds. */
    @Delete("DELETE FROM budget_lease WHERE node = #{node}")
    int release(@Param("node") String node);
}
