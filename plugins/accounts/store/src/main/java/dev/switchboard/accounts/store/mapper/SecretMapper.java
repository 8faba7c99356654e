package dev.switchboard.accounts.store.mapper;

import dev.switchboard.accounts.store.row.SecretRow;
import java.util.List;
import org.apache.ibatis.annotations.Delete;
import org.apache.ibatis.annotations.Insert;
import org.apache.ibatis.annotations.Param;
import org.apache.ibatis.annotations.Select;
import org.apache.ibatis.annotations.Update;

/** Encrypted values of entities. Part of {@link EntityMapper}, for they change in the same transactions. */
public interface SecretMapper {
    /** Adds one; fails if there is one of that place. */
    @Insert("""
            INSERT INTO secret (kind, entity_id, field, key_id, sealed)
            VALUES (#{kind}, #{entityId}, #{field}, #{keyId}, #{sealed})
            """)
    int addSecret(SecretRow row);

    /** Removes one. */
    @Delete("DELETE FROM secret WHERE kind = #{kind} AND entity_id = #{id} AND field = #{field}")
    int deleteSecret(@Param("kind") String kind, @Param("id") String id, @Param("field") String field);

    /** Removes all of an entity. */
    @Delete("DELETE FROM secret WHERE kind = #{kind} AND entity_id = #{id}")
    int deleteSecrets(@Param("kind") String kind, @Param("id") String id);

    /** All of a kind of entities. */
    @Select("SELECT * FROM secret WHERE kind = #{kind} ORDER BY entity_id, field")
    List<SecretRow> secrets(@Param("kind") String kind);

    /** All that were encrypted with another key; nobody changes them until the transaction ends. */
    @Select("SELECT * FROM secret WHERE key_id <> #{keyId} ORDER BY kind, entity_id, field FOR UPDATE")
    List<SecretRow> secretsOfOtherKeys(@Param("keyId") String keyId);

    /** Puts another ciphertext in the place of one. */
    @Update("""
            UPDATE secret SET key_id = #{keyId}, sealed = #{sealed}
            WHERE kind = #{kind} AND entity_id = #{entityId} AND field = #{field}
            """)
    int replaceSecret(SecretRow row);
}
