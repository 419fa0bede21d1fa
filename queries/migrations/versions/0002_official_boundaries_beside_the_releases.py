"""Official boundaries, beside the releases"""

from alembic import op
import sqlalchemy as sa
import queries.tables.storage


revision = '0002'
down_revision = '0001'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('boundary_load',
    sa.Column('province_code', sa.Text(), nullable=False),
    sa.Column('number', sa.Integer(), nullable=False),
    sa.Column('level', sa.Text(), nullable=False),
    sa.Column('loaded_at', sa.Text(), nullable=False),
    sa.Column('file_name', sa.Text(), nullable=False),
    sa.Column('file_sha256', sa.Text(), nullable=False),
    sa.Column('source', sa.Text(), nullable=False),
    sa.Column('terms', sa.Text(), nullable=False),
    sa.Column('note', sa.Text(), nullable=True),
    sa.Column('points_in_file', sa.Integer(), nullable=False),
    sa.Column('points_kept', sa.Integer(), nullable=False),
    sa.Column('moved_metres', sa.Integer(), nullable=False),
    sa.CheckConstraint("level IN ('district', 'province')", name=op.f('ck_boundary_load_level_known')),
    sa.CheckConstraint("source <> ''", name=op.f('ck_boundary_load_source_given')),
    sa.CheckConstraint("terms <> ''", name=op.f('ck_boundary_load_terms_given')),
    sa.PrimaryKeyConstraint('province_code', 'number', name='pk_boundary_load'),
    sqlite_strict=True
    )
    op.create_table('boundary',
    sa.Column('province_code', sa.Text(), nullable=False),
    sa.Column('number', sa.Integer(), nullable=False),
    sa.Column('code', sa.Text(), nullable=False),
    sa.Column('geometry', sa.Text(), nullable=False),
    sa.ForeignKeyConstraint(['province_code', 'number'], ['boundary_load.province_code', 'boundary_load.number'], name='fk_boundary_load'),
    sa.PrimaryKeyConstraint('province_code', 'number', 'code', name='pk_boundary'),
    sqlite_strict=True
    )


def downgrade() -> None:
    op.drop_table('boundary')
    op.drop_table('boundary_load')
