package dev.switchboard.accounts.store.mapper;

import dev.switchboard.accounts.store.row.RateLeaseRow;
import java.util.List;
import org.apache.ibatis.annotations.Delete;
import org.apache.ibatis.annotations.Insert;
import org.apache.ibatis.annotations.Param;
import org.apache.ibatis.annotations.Select;

/** What gateways hold of minutes' limits. Who changes it locks the list of gateways first: one at a time does, for a moment. */
public interface RateMapper {
    /** Waits until nobody else changes what is held, and keeps others waiting until the transaction ends. */
    @Select("SELECT node FROM budget_node ORDER BY node FOR UPDATE")
    List<String> lock();

    /** What all gateways hold of some limits. */
    @Select("""
            <script>
            SELECT * FROM rate_lease WHERE name IN
            <foreach collection="names" item="each" open="(" separator="," close=")">#{each}</foreach>
            </script>
            """)
    List<RateLeaseRow> of(@Param("names") List<String> names);

    /** Says what a gateway holds. */
    @Insert("""
            <script>
            INSERT INTO rate_lease (name, node, granted, wanted) VALUES
            <foreach collection="rows" item="r" separator=",">(#{r.name}, #{r.node}, #{r.granted}, #{r.wanted})</foreach>
            ON DUPLICATE KEY UPDATE granted = VALUES(granted), wanted = VALUES(wanted)
            </script>
            """)
    int grant(@Param("rows") List<RateLeaseRow> rows);

    /** The limits of which others have too little. */
    @Select("SELECT DISTINCT name FROM rate_lease WHERE wanted = TRUE AND node <> #{node}")
    List<String> wantedByOthers(@Param("node") String node);

    /** Gives back everything that a gateway holds. */
    @Delete("DELETE FROM rate_lease WHERE node = #{node}")
    int release(@Param("node") String node);
}
