package dev.switchboard.accounts.store.mapper;

import dev.switchboard.accounts.store.row.AuditRow;
import dev.switchboard.accounts.store.row.ChangeRow;
import dev.switchboard.accounts.store.row.EntityRow;
import java.time.Instant;
import java.util.List;
import org.apache.ibatis.annotations.Arg;
import org.apache.ibatis.annotations.ConstructorArgs;
import org.apache.ibatis.annotations.Delete;
import org.apache.ibatis.annotations.Insert;
import org.apache.ibatis.annotations.Param;
import org.apache.ibatis.annotations.Select;
import org.apache.ibatis.annotations.Update;
import org.jspecify.annotations.Nullable;

/** Entities, and what became of them. */
public interface EntityMapper extends SecretMapper {
    /** Adds one; fails if there is one of that kind and id. */
    @Insert("""
            INSERT INTO entity (kind, id, alias, organization_id, team_id, project_id, user_id, document, version,
                created_at, created_by, updated_at, updated_by)
            VALUES (#{kind}, #{id}, #{alias}, #{organizationId}, #{teamId}, #{projectId}, #{userId}, #{document},
                #{version}, #{createdAt}, #{createdBy}, #{updatedAt}, #{updatedBy})
            """)
    int insert(EntityRow row);

    /** Replaces one if it still has the version before; the number of rows. */
    @Update("""
            UPDATE entity SET alias = #{alias}, organization_id = #{organizationId}, team_id = #{teamId},
                project_id = #{projectId}, user_id = #{userId}, document = #{document}, version = #{version},
                updated_at = #{updatedAt}, updated_by = #{updatedBy}
            WHERE kind = #{kind} AND id = #{id} AND version = #{version} - 1
            """)
    int update(EntityRow row);

    /** Removes one; the number of rows. */
    @Delete("DELETE FROM entity WHERE kind = #{kind} AND id = #{id}")
    int delete(@Param("kind") String kind, @Param("id") String id);

    /** One of a kind. */
    @Select("SELECT * FROM entity WHERE kind = #{kind} AND id = #{id}")
    @Nullable
    EntityRow find(@Param("kind") String kind, @Param("id") String id);

    /** Those of an alias, at most a hundred. */
    @Select("SELECT * FROM entity WHERE kind = #{kind} AND alias = #{alias} ORDER BY id LIMIT 100")
    List<EntityRow> byAlias(@Param("kind") String kind, @Param("alias") String alias);

    /**
     * The next of a kind in the order of ids; an empty id begins. In the order of the whole index, or H2 would read and sort all rows
     * for each page; columns are named, since a start reads every row and finding them by reflection took most of its time.
     */
    @ConstructorArgs({
        @Arg(column = "kind", javaType = String.class),
        @Arg(column = "id", javaType = String.class),
        @Arg(column = "alias", javaType = String.class),
        @Arg(column = "organization_id", javaType = String.class),
        @Arg(column = "team_id", javaType = String.class),
        @Arg(column = "project_id", javaType = String.class),
        @Arg(column = "user_id", javaType = String.class),
        @Arg(column = "document", javaType = String.class),
        @Arg(column = "version", javaType = long.class),
        @Arg(column = "created_at", javaType = Instant.class),
        @Arg(column = "created_by", javaType = String.class),
        @Arg(column = "updated_at", javaType = Instant.class),
        @Arg(column = "updated_by", javaType = String.class)
    })
    @Select("SELECT * FROM entity WHERE kind = #{kind} AND id > #{after} ORDER BY kind, id LIMIT #{limit}")
    List<EntityRow> page(@Param("kind") String kind, @Param("after") String after, @Param("limit") int limit);

    /** A page of those that match; what is null matches all. The newest come first. */
    @Select("<script>SELECT * FROM entity " + FILTER
            + " ORDER BY created_at DESC, id LIMIT #{limit} OFFSET #{offset}</script>")
    List<EntityRow> search(
            @Param("kind") String kind,
            @Param("filter") EntityFilter filter,
            @Param("limit") int limit,
            @Param("offset") long offset);

    /** How many match. */
    @Select("<script>SELECT COUNT(*) FROM entity " + FILTER + "</script>")
    long count(@Param("kind") String kind, @Param("filter") EntityFilter filter);

    /** What {@link EntityFilter} means. */
    String FILTER = """
            WHERE kind = #{kind}
            <if test="filter.organizationId != null">AND organization_id = #{filter.organizationId}</if>
            <if test="filter.teamId != null">AND team_id = #{filter.teamId}</if>
            <if test="filter.projectId != null">AND project_id = #{filter.projectId}</if>
            <if test="filter.userId != null">AND user_id = #{filter.userId}</if>
            <if test="filter.alias != null">AND alias = #{filter.alias}</if>
            <if test="filter.ids != null">AND id IN
              <foreach collection="filter.ids" item="each" open="(" separator="," close=")">#{each}</foreach>
            </if>
            """;

    /** Notes that something is to be read again. */
    @Insert("INSERT INTO entity_change (kind, entity_id, changed_at) VALUES (#{kind}, #{id}, #{at})")
    int changed(@Param("kind") String kind, @Param("id") String id, @Param("at") Instant at);

    /** Changes behind an id, in order. */
    @Select("SELECT id, kind, entity_id FROM entity_change WHERE id > #{after} ORDER BY id LIMIT #{limit}")
    List<ChangeRow> changes(@Param("after") long after, @Param("limit") int limit);

    /** The last change's id; 0 if there is none. */
    @Select("SELECT COALESCE(MAX(id), 0) FROM entity_change")
    long lastChange();

    /** Forgets changes of before a time. */
    @Delete("DELETE FROM entity_change WHERE changed_at < #{before} LIMIT 10000")
    int forgetChanges(@Param("before") Instant before);

    /** Keeps what was changed by whom. */
    @Insert("""
            INSERT INTO audit (id, changed_at, actor, action, kind, entity_id, before_value, updated_values)
            VALUES (#{id}, #{changedAt}, #{actor}, #{action}, #{kind}, #{entityId}, #{beforeValue}, #{updatedValues})
            """)
    int audit(AuditRow row);

    /** The latest changes of one entity, or of all where kind and id are null. */
    @Select("""
            <script>
            SELECT * FROM audit
            <where>
              <if test="kind != null">AND kind = #{kind}</if>
              <if test="id != null">AND entity_id = #{id}</if>
            </where>
            ORDER BY changed_at DESC, id LIMIT #{limit} OFFSET #{offset}
            </script>
            """)
    List<AuditRow> audits(
            @Param("kind") @Nullable String kind,
            @Param("id") @Nullable String id,
            @Param("limit") int limit,
            @Param("offset") long offset);

    /** Forgets audits of before a time. */
    @Delete("DELETE FROM audit WHERE changed_at < #{before} LIMIT 10000")
    int forgetAudits(@Param("before") Instant before);
}
